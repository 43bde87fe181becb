// Exists so that one target owns the precompiled header all others reuse.
