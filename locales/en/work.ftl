# Why a rush could not be looked at or a film not be made, and what to do. Shown beside the rush or the render.

work-not-media = This is no video and no sound that can be read. Check that you sent the right file.
work-unusable = Nothing in this file can be used. Export it anew from the program or camera it came from, and send it again.
work-no-stream = The file has no picture or no sound where one is needed. Choose another one.
work-damaged = The file is damaged and could not be decoded. Copy it from the camera again, and send it once more.
work-crashed = The decoder gave up on this file; nothing else was harmed. Convert it with another program, and send it again.
work-memory = There was not enough memory for this file. Close what else runs on this machine, and have it looked at again.
work-time = It took too long. Have it looked at again when this machine has less to do.
work-not-confined = This machine cannot lock decoders in, so nothing was opened. Whoever runs the studio finds out why with: incamera doctor.
work-machine = The disk or the database would not. Whoever runs the studio should look at the free space; then have it looked at again.
work-refused = A promise forbids it: somebody in it objects, or restricts its use. It can be looked at again when that ends.
work-gone = Something it is made of was erased. Take that out, or begin anew.
work-empty = The cut keeps nothing, so there is no film. Put something back first.
work-no-font = There is no font to draw captions with. Whoever runs the studio can install DejaVu Sans.
work-no-words = Nobody knows what is said, so there are no captions. Have a speech model fetched, and the rushes looked at again.
work-cancelled = It was called off.
