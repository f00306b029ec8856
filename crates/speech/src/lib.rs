//! Voice activity, words, and the manifest of models.
