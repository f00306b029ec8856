//! Checks a film while it is written: what a player will read from its index is what was planned. A film that fails
//! here is never handed out.

use crate::job::Failure;

/// Watches the pictures of a film, in showing order.
pub(crate) struct Shown {
    /// Ticks from one frame to the next, where frames lie evenly.
    step: Option<i64>,
    /// Where the film ends, in ticks.
    end: i64,
    last: Option<i64>,
}

impl Shown {
    /// A film that ends at `end`; `step` ticks from frame to frame when they lie evenly.
    pub(crate) fn new(step: Option<i64>, end: i64) -> Self {
        Self { step, end, last: None }
    }

    /// The next picture shown. Pictures rise, the first stands at 0, none stands beyond the end, and in an even film each
    /// stands on a frame. (A frame may be empty where the rush itself lost a picture.)
    pub(crate) fn next(&mut self, pts: i64) -> Result<(), Failure> {
        let wrong = match self.last {
            None if self.step.is_some() && pts != 0 => Some("does not begin with its first frame"),
            Some(last) if pts <= last => Some("shows two pictures at one time"),
            _ if pts >= self.end => Some("shows a picture after its end"),
            _ if self.step.is_some_and(|step| pts % step != 0) => Some("shows a picture between two frames"),
            _ => None,
        };
        self.last = Some(pts);
        wrong.map_or(Ok(()), |what| {
            Err(Failure::Ffmpeg(format!("the film {what} (tick {pts}): not handed out")))
        })
    }

    /// The film is complete: at least something was shown.
    pub(crate) fn finish(&self) -> Result<(), Failure> {
        match self.last {
            None => Err(Failure::Unusable("no picture of what is kept could be read".into())),
            Some(_) => Ok(()),
        }
    }
}

/// Watches one sound track: packets follow each other without gap or overlap.
#[derive(Default)]
pub(crate) struct Heard {
    next: Option<i64>,
}

impl Heard {
    /// The next packet.
    pub(crate) fn next(&mut self, pts: i64, duration: i64) -> Result<(), Failure> {
        if self.next.is_some_and(|next| next != pts) || duration <= 0 {
            return Err(Failure::Ffmpeg(format!(
                "the film's sound has a gap at sample {pts}: not handed out"
            )));
        }
        self.next = Some(pts + duration);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn refuses_what_a_player_would_stumble_over() {
        let watch = |shown: &[i64]| {
            let mut film = Shown::new(Some(2), 10);
            shown.iter().try_for_each(|pts| film.next(*pts)).and_then(|()| film.finish())
        };
        assert_eq!(watch(&[0, 2, 4, 6, 8]), Ok(()));
        assert_eq!(watch(&[0, 2, 6, 8]), Ok(()));
        for bad in [&[][..], &[2, 4], &[0, 2, 2], &[0, 3], &[0, 2, 4, 6, 8, 10]] {
            assert!(watch(bad).is_err(), "{bad:?}");
        }
        let mut sound = Heard::default();
        assert!(
            sound.next(-1024, 1024).is_ok() && sound.next(0, 1024).is_ok() && sound.next(1000, 1024).is_err()
        );
    }
}
