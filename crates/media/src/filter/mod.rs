//! What changes pictures and sound on their way into the film.
