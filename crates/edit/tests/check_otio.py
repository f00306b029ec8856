"""Reads an OTIO file with the reference implementation and prints what it shows, as JSON.

    python check_otio.py FILE            prints {name, rate, clips: [{name, start, duration, url}], markers, duration}
    python check_otio.py FILE OUT        also writes it again, as another program would
"""

import json
import sys

import opentimelineio as otio

timeline = otio.adapters.read_from_file(sys.argv[1])
track = timeline.video_tracks()[0]
clips = [
    {
        "name": clip.name,
        "start": clip.source_range.start_time.to_frames(),
        "duration": clip.source_range.duration.to_frames(),
        "url": clip.media_reference.target_url,
        "available": clip.available_range().duration.to_frames(),
    }
    for clip in track.find_clips()
]
markers = [
    marker.metadata["incamera"]["reason"] for clip in track.find_clips() for marker in clip.markers
]
json.dump(
    {
        "name": timeline.name,
        "schema": timeline.schema_name(),
        "clips": clips,
        "markers": markers,
        "duration": track.duration().to_frames(),
        "sound": len(list(timeline.audio_tracks()[0].find_clips())),
    },
    sys.stdout,
)
if len(sys.argv) > 2:
    otio.adapters.write_to_file(timeline, sys.argv[2])
