#!/usr/bin/env python3
"""Makes the hostile files of this folder again: `python3 make.py` (needs ffmpeg with libx264). They are committed, so
nobody needs to; this says what is wrong with each of them."""

import random
import struct
import subprocess
import zlib
from pathlib import Path

HERE = Path(__file__).parent


def ffmpeg(name, *arguments):
    command = ["ffmpeg", "-nostdin", "-v", "error", "-bitexact", *arguments, "-fflags", "+bitexact", "-y", str(HERE / name)]
    subprocess.run(command, check=True)
    return (HERE / name).read_bytes()


def write(name, data):
    (HERE / name).write_bytes(data if isinstance(data, bytes) else data.encode())


def box(kind, body):
    return struct.pack(">I4s", len(body) + 8, kind) + body


def patched(data, kind, offset, new):
    """`data` with `new` written `offset` bytes after each box name `kind`."""
    out, at = bytearray(data), 0
    while (at := data.find(kind, at)) >= 0:
        out[at + 4 + offset : at + 4 + offset + len(new)] = new
        at += 4
    return bytes(out)


PICTURE = ["-f", "lavfi", "-i", "testsrc2=s=64x48:r=25:d=1"]
SOUND = ["-f", "lavfi", "-i", "sine=440:r=16000:d=1"]
H264 = ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "40", "-g", "5", "-pix_fmt", "yuv420p", "-threads", "1"]
AAC = ["-c:a", "aac", "-b:a", "16k"]

good = ffmpeg("neighbour.mp4", *PICTURE, *SOUND, *H264, *AAC, "-movflags", "+faststart")
tail_index = ffmpeg("no-index.mp4", *PICTURE, *SOUND, *H264, *AAC)

# Files that are something else, or point at something else.
write("empty.mp4", "")
write("text.mp4", "Dear editor, this is not a video. It only says so in its name.\n" * 20)
write("ffconcat.mp4", "ffconcat version 1.0\nfile neighbour.mp4\nfile http://localhost/a.mp4\n")
write("playlist.mp4", "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nneighbour.mp4\n#EXTINF:1,\nfile:///etc/hostname\n#EXT-X-ENDLIST\n")
write("playlist.m3u8", (HERE / "playlist.mp4").read_bytes())
write("session.sdp", "v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=video 5004 RTP/AVP 96\na=rtpmap:96 H264/90000\n")
write("manifest.mpd", '<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT1S"><Period><AdaptationSet><Representation id="1" bandwidth="1"><BaseURL>neighbour.mp4</BaseURL></Representation></AdaptationSet></Period></MPD>')
# Its samples are said to lie in another file.
write("reference.mov", patched(patched(good, b"url ", 0, b"\0\0\0\0"), b"ftyp", 0, b"qt  "))

# Cut off.
write("cut-tail.mp4", good[: len(good) * 7 // 10])
write("cut-head.mp4", good[300:])
write("no-index.mp4", tail_index[: tail_index.rfind(b"moov") - 4])
random.seed(1)
write("noise.mp4", good[: good.find(b"moov") - 4] + bytes(random.randrange(256) for _ in range(8000)))

# Lying headers.
everything = b"\xff\xff\xff\xff"
write("entries.mp4", patched(patched(good, b"stsz", 8, everything), b"stco", 4, everything))
write("durations.mp4", patched(good, b"stts", 4, everything))
write("offsets.mp4", patched(good, b"stco", 8, b"\x7f\xff\xff\xf0"))
avi = ffmpeg("wide.avi", "-f", "lavfi", "-i", "color=s=16x16:r=25:d=0.08", "-c:v", "rawvideo", "-pix_fmt", "bgr24")
wide = struct.pack("<ii", 60000, 60000)
write("wide.avi", avi.replace(struct.pack("<ii", 16, 16), wide).replace(struct.pack("<ii", 16, -16), struct.pack("<ii", 60000, -60000)))
tracks = good.find(b"trak") - 4
track = good[tracks : tracks + struct.unpack(">I", good[tracks : tracks + 4])[0]]
head = good.find(b"mvhd") - 4
mvhd = good[head : head + struct.unpack(">I", good[head : head + 4])[0]]
write("tracks.mp4", box(b"ftyp", b"isom\0\0\0\0isom") + box(b"moov", mvhd + track * 100))
nested = b""
for _ in range(2000):
    nested = box(b"moov", nested)
write("nested.mp4", box(b"ftyp", b"isom\0\0\0\0isom") + nested)
bomb = zlib.compress(b"\0" * 40_000_000, 9)
write("bomb.mov", box(b"moov", box(b"cmov", box(b"dcom", b"zlib") + box(b"cmvd", struct.pack(">I", 0xFFFF0000) + bomb))))

# Odd, but right.
ffmpeg("big.mp4", "-f", "lavfi", "-i", "color=gray:s=15360x8640:r=25:d=0.04", "-c:v", "libx264", "-preset", "ultrafast", "-x264-params", "cabac=1", "-threads", "1")
ffmpeg("too-big.mkv", "-f", "lavfi", "-i", "color=gray:s=16400x16:r=25:d=0.04", "-c:v", "ffv1", "-threads", "1")
ffmpeg("channels-64.wav", "-f", "lavfi", "-i", "aevalsrc=" + "|".join(["0.1*sin(440*t)"] * 64) + ":s=8000:d=0.02", "-c:a", "pcm_u8")
ffmpeg("no-sound.mp4", *PICTURE, *H264)
ffmpeg("no-picture.m4a", *SOUND, *AAC)
ffmpeg("cover.m4a", *SOUND, "-f", "lavfi", "-i", "color=red:s=32x32:d=0.04", "-map", "0", "-map", "1", *AAC, "-c:v", "png", "-frames:v", "1", "-disposition:v", "attached_pic")
ffmpeg("one-frame.mp4", *PICTURE, *H264, "-frames:v", "1")
ffmpeg("rate-100000.mp4", "-f", "lavfi", "-i", "testsrc2=s=64x48:r=100000:d=0.0005", *H264, "-video_track_timescale", "100000")
stopped = ffmpeg("rate-0.mp4", *PICTURE, *H264, "-bf", "0")
write("rate-0.mp4", patched(stopped, b"stts", 12, b"\0\0\0\0"))
once = ffmpeg("jump.ts", *PICTURE, *SOUND, *H264, *AAC, "-f", "mpegts")
later = ffmpeg("jump.ts", *PICTURE, *SOUND, *H264, *AAC, "-output_ts_offset", "5000", "-f", "mpegts")
write("jump.ts", later + once)
ffmpeg("negative.mov", *PICTURE, *SOUND, *H264, "-bf", "2", *AAC, "-movflags", "negative_cts_offsets")
plain = ffmpeg("index.avi", *PICTURE, *SOUND, "-c:v", "mpeg4", "-q:v", "31", "-c:a", "mp2", "-b:a", "32k")
at = plain.find(b"idx1")
write("index.avi", plain[: at + 8] + b"\xff" * (len(plain) - at - 8))
ffmpeg("located.mov", *PICTURE, *SOUND, *H264, *AAC, "-metadata", "com.apple.quicktime.location.ISO6709=+48.8584+002.2945+035/", "-metadata", "com.apple.quicktime.make=Maker", "-metadata", "com.apple.quicktime.model=SERIAL-0123456789", "-metadata", "location=+48.8584+002.2945/", "-metadata", "creation_time=2024-05-01T12:03:01Z", "-movflags", "use_metadata_tags")
