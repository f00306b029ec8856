//! The root key: where it is kept, found again after a rotation that was killed, and wrapped anew.

use std::{fs, path::Path, sync::Arc};

use incamera_ledger::Kind;
use incamera_vault::{Objects, Root, SystemRandom, TokenKey, Vault, VaultError};

use crate::{
    clock::Clock,
    error::RightsError,
    kernel::{HOUSE, Kernel},
    open::{Layout, file},
};

/// Where the root key is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RootAt {
    /// In a file of the keys' folder, which its owner alone may read.
    #[default]
    File,
    /// In that file, sealed with a passphrase.
    Passphrase(String),
    /// In a PKCS#11 token, which it never leaves.
    Token {
        /// The vendor's library.
        module: std::path::PathBuf,
        /// Label of the token.
        token: String,
        /// Label of the key in it.
        key: String,
        /// What unlocks it.
        pin: String,
    },
}

impl RootAt {
    fn open(&self, path: &Path) -> Result<Root, VaultError> {
        let random = SystemRandom::new();
        match self {
            Self::File => Root::file(path, &random),
            Self::Passphrase(passphrase) => Root::passphrase(path, passphrase, &random),
            Self::Token { module, token, key, pin } => Root::token(&TokenKey { module, token, key, pin }),
        }
    }
}

/// The same clock, for one more who needs to know the time.
pub(crate) fn shared(clock: &Arc<dyn Clock>) -> Box<dyn Fn() -> jiff::Timestamp + Send + Sync> {
    let clock = Arc::clone(clock);
    Box::new(move || clock.now())
}

/// Opens the vault with whichever root was used last, and makes that the only one: a rotation that was killed left two.
pub(crate) fn vault(layout: &Layout, clock: &Arc<dyn Clock>) -> Result<Vault, RightsError> {
    let (root, next) = (layout.keys.join("root"), layout.keys.join("root.next"));
    let open = |path: &Path| {
        let objects = Objects::open(&layout.objects, shared(clock))?;
        let root = layout.root.open(path)?;
        Vault::open(objects, &layout.keys.join("keyring"), root, Box::new(SystemRandom::new()))
    };
    match open(&root) {
        Ok(vault) => {
            if next.exists() {
                fs::remove_file(&next).map_err(file(&next))?;
            }
            Ok(vault)
        }
        Err(_) if next.exists() => {
            let vault = open(&next)?;
            fs::rename(&next, &root).map_err(file(&root))?;
            Ok(vault)
        }
        Err(e) => Err(e.into()),
    }
}

impl Kernel {
    /// Wraps every key anew under a new root, and makes new workspace keys. Killed half-way, the old root or the new one opens
    /// everything, and the next start finds which.
    ///
    /// # Errors
    /// A root in a token, which is rotated there; a machine that would not.
    pub async fn rotate_keys(&self, layout: &Layout) -> Result<(), RightsError> {
        if matches!(layout.root, RootAt::Token { .. }) {
            let why =
                "the root lies in a token: make a new key there, and name it as the root of a new keyring";
            return Err(RightsError::Said(why.to_owned()));
        }
        let (root, next) = (layout.keys.join("root"), layout.keys.join("root.next"));
        if next.exists() {
            fs::remove_file(&next).map_err(file(&next))?;
        }
        self.vault.rotate(layout.root.open(&next)?)?;
        fs::rename(&next, &root).map_err(file(&root))?;
        if let Some(folder) = root.parent() {
            fs::File::open(folder).and_then(|f| f.sync_all()).map_err(file(folder))?;
        }
        let unit = self.store.begin().await?;
        unit.log(&self.entry(Kind::KeysRotated, "purpose.security", HOUSE, None, &"rotated")?).await?;
        unit.commit().await?;
        self.ship().await?;
        Ok(())
    }
}
