#!/usr/bin/env bash
# Composes a rush with planted truth out of the small clips beside this file.
#   compose.sh OUT_DIR MINUTES...     SEED=7 changes the order, SIZE=1920x1080 the picture, SPEAK=en|fr the language
# Writes OUT_DIR/rush-Nm-SEED-SPEAK.mp4 (H.264 High 30 fps, closed groups of at most 60 frames, 2 B-frames; AAC 48 kHz stereo)
# and OUT_DIR/rush-Nm-SEED-SPEAK.json: half-open frame ranges, each with its kind (speech, bad_take, pause, black, blur,
# frozen, noise); speech_start and speech_end bound the words. Blocks are built once per OUT_DIR.
set -euo pipefail
out=${1:?usage: compose.sh OUT_DIR MINUTES...}; shift
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
size=${SIZE:-640x360}; seed=${SEED:-1}; speak=${SPEAK:-en}; blocks=$out/blocks-$size-$speak; fps=30; spf=1600
width=${size%x*}; height=${size#*x}
mkdir -p "$blocks"
exec 9>"$out/lock"; flock 9 # several may ask at once
ff() { ffmpeg -nostdin -v error -y "$@"; }
room='anoisesrc=c=pink:a=0.0015:r=48000:s=1,aformat=channel_layouts=stereo'

# Pictures: single shots, played forward then backward so that no loop makes a cut.
pictures=()
picture() { # NAME FILE START SECONDS
  [ -s "$blocks/$1.mp4" ] || ff -ss "$3" -t "$4" -i "$here/$2" -an -vf "fps=$fps,scale=$width:$height:force_original_aspect_ratio=increase:flags=bicubic,crop=$width:$height,setsar=1,format=yuv420p,split[a][b];[b]reverse[r];[a][r]concat" \
    -c:v libx264 -preset ultrafast -crf 16 "$blocks/$1.mp4"
  pictures+=("$1")
}
picture talk interview.mp4 2 6
picture office pictures/his-girl-friday.mp4 0 6
picture flower pictures/flower.mp4 0 5
picture launch pictures/nasa-13013.mp4 3 6

n=0
block() { # KIND KEEP PICTURE FRAMES TEXT SOURCE VIDEO_FILTER SOUND|-|bang LEAD_FRAMES SPEECH_FRAMES
  local b frames=$((($4 + 2) / 3 * 3)); b=$blocks/$(printf %03d "$n"); n=$((n + 1)) # thirds: 0.1 s is exact in the list
  printf '%s\t%s\t%s\t%s\t%s\t%s\t%s\n' "$1" "$2" $frames "$9" "${10}" "$6" "$5" >"$b.tsv"
  [ -s "$b.done" ] && return
  ff -stream_loop -1 -i "$blocks/$3.mp4" -frames:v $frames -vf "noise=alls=5:allf=t:all_seed=$n${7:+,$7}" -r $fps -c:v libx264 -preset veryfast \
    -profile:v high -crf 23 -g 60 -keyint_min 15 -bf 2 -pix_fmt yuv420p "$b.mp4"
  local samples=$((frames * spf)) lead=$(($9 * spf))
  case $8 in
    -) ff -f lavfi -i "$room" -af "atrim=end_sample=$samples" -f s16le "$b.raw" ;;
    bang) ff -f lavfi -i "$room" -f lavfi -i "anoisesrc=c=brown:a=0.3:r=48000:s=$n" -filter_complex "[1]aformat=channel_layouts=stereo,afade=d=0.4,atrim=end_sample=$samples[x];[0][x]amix=2:normalize=0,atrim=end_sample=$samples" -f s16le "$b.raw" ;;
    *) ff -f lavfi -i "$room" -f s16le -ar 48000 -ac 2 -i "$8" -filter_complex "[1]adelay=${lead}S:all=1,apad[s];[0][s]amix=2:normalize=0:duration=first,atrim=end_sample=$samples" -f s16le "$b.raw" ;;
  esac
  echo done >"$b.done"
}
still='select=eq(n\,0),loop=-1:1,setpts=N/30/TB'
i=0
for f in "$here/speech/fleurs-$speak"-*.ogg; do
  id=$(basename "$f" .ogg); raw=$blocks/$id.s16; p=${pictures[$((i % ${#pictures[@]}))]}; text=$(tr -d '\t\n"\\' <"${f%.ogg}.txt")
  [ -s "$raw" ] || ff -i "$f" -af "loudnorm=I=-20:TP=-3,aresample=48000,silenceremove=1:0:-40dB,areverse,silenceremove=1:0:-40dB,areverse,aformat=channel_layouts=stereo" -f s16le "$raw"
  s=$(($(stat -c %s "$raw") / 4 / spf)); lead=$((10 + i * 7 % 50)); tail=$((15 + i * 13 % 60))
  if ((i % 4 == 1)); then # a bad take first: it stops at 45 %, then the whole take comes
    h=$((s * 45 / 100)); head -c $((h * spf * 4)) "$raw" >"$raw.bad"
    block bad_take false "$p" $((lead + h + 30)) "$text" "$id" "" "$raw.bad" "$lead" "$h"
  fi
  block speech true "$p" $((lead + s + tail)) "$text" "$id" "" "$raw" "$lead" "$s"
  case $((i % 5)) in
    0) block pause false "$p" 150 "" room "" - 0 0 ;;
    1) block black false "$p" 75 "" lens-cap "lutyuv=y=16:u=128:v=128" - 0 0 ;;
    2) block blur false "$p" 120 "" out-of-focus "gblur=sigma=$((height / 45))" - 0 0 ;;
    3) block frozen false "$p" 105 "" freeze "$still" - 0 0 ;;
    4) block noise false "$p" 90 "" handling-noise "" bang 0 0 ;;
  esac
  i=$((i + 1))
done
for minutes; do
  want=$((minutes * 60 * fps)); name=$out/rush-${minutes}m-$seed-$speak
  # A seeded shuffle of whole blocks, drawn anew when exhausted, until the length is reached: no sentence comes twice
  # within minutes unless it is a take of itself. An abandoned take keeps its retake behind it.
  awk -v n="$n" -v want="$want" -v seed="$seed" -v blocks="$blocks" '
    BEGIN { srand(seed); for (k = 0; k < n; k++) { f = sprintf("%s/%03d.tsv", blocks, k); getline l < f; close(f); L[k] = l; split(l, a, "\t"); K[k] = a[1]; D[k] = a[3] }
      while (t < want) {
        if (!left) for (k = 0; k < n; k++) if (k == 0 || K[k-1] != "bad_take") deck[left++] = k
        j = int(rand() * left); k = deck[j]; deck[j] = deck[--left]
        do { print k "\t" L[k]; t += D[k] } while (K[k++] == "bad_take") } }' >"$name.plan"
  awk -F'\t' -v blocks="$(realpath "$blocks")" '{ printf "file %s/%03d.mp4\nduration %.1f\n", blocks, $1, $4 / 30 }' "$name.plan" >"$name.list"
  while IFS=$'\t' read -r k _; do cat "$blocks/$(printf %03d "$k").raw"; done <"$name.plan" |
    ff -f concat -safe 0 -i "$name.list" -f s16le -ar 48000 -ac 2 -i - -map 0:v -map 1:a -c:v copy -c:a aac -b:a 160k -movflags +faststart "$name.part.mp4"
  mv "$name.part.mp4" "$name.mp4"
  awk -F'\t' -v fps=$fps -v spf=$spf '
    BEGIN { printf "{\"fps\":%d,\"sample_rate\":%d,\"segments\":[", fps, fps * spf }
    { printf "%s\n{\"start\":%d,\"end\":%d,\"kind\":\"%s\",\"keep\":%s,\"source\":\"%s\"", (NR > 1 ? "," : ""), t + 0, t + $4, $2, $3, $7
      if ($6 > 0) printf ",\"speech_start\":%d,\"speech_end\":%d,\"text\":\"%s\"", t + $5, t + $5 + $6, $8
      printf "}"; t += $4 }
    END { printf "],\n\"frames\":%d}\n", t }' "$name.plan" >"$name.json"
  rm -f "$name.list" "$name.plan"
done
