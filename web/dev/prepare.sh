#!/usr/bin/env bash
# Makes the pictures and sounds the mock of `npm run dev` serves, out of the bundled rush. Needs ffmpeg.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
rush=$here/../../testdata/rush
out=$here/.cache
mkdir -p "$out"
font=/usr/share/fonts/truetype/dejavu/DejaVuSansMono.ttf
# Frame numbers are burnt in, so that a person and a test can see which frame is shown.
ffmpeg -v error -y -stream_loop -1 -i "$rush/pictures/his-girl-friday.mp4" -i "$rush/interview.mp4" -map 0:v -map 1:a -shortest -frames:v 1272 \
	-vf "fps=30,scale=960:540:force_original_aspect_ratio=increase,crop=960:540,drawtext=fontfile=$font:text='%{n}':fontsize=40:x=24:y=24:fontcolor=white:box=1:boxcolor=black@0.6:boxborderw=8" \
	-c:v libx264 -preset veryfast -crf 28 -g 30 -bf 2 -flags +cgop -pix_fmt yuv420p -c:a aac -b:a 96k -movflags +faststart "$out/proxy.mp4"
ffmpeg -v error -y -ss 6 -i "$rush/pictures/his-girl-friday.mp4" -frames:v 1 -vf "scale=640:360:force_original_aspect_ratio=increase,crop=640:360" "$out/poster.jpg"
ffmpeg -v error -y -i "$out/proxy.mp4" -vf "select='not(mod(n\,53))',scale=160:90,tile=24x1" -frames:v 1 "$out/storyboard.jpg"
ffmpeg -v error -y -i "$rush/interview.mp4" -ac 1 -ar 8000 -f u8 "$out/sound.raw"
