# The picture of a cut.
kept = in the film
show-picture = Picture: { $path }
show-no-sound = no sound measured
error-picture-size = The cut is too long to be drawn as PNG.
    .next = Draw it as SVG: -p FILE.svg

models-downloading = downloading { $size }, source { $source } of { $of }
models-source-failed = this source failed: { $detail }
models-unpacking = unpacking
models-converting = converting
models-checking = checking
models-own = { $id } was added by hand; there is nothing to check it against.
models-changed = { $id } is not the file the manifest names.
    .next = Fetch it again: incamera models remove { $id }, then incamera models fetch { $id }
