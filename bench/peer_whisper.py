"""faster-whisper as the peer runs it: int8, greedy, word times. Usage: peer_whisper.py MODEL_FOLDER FILE LANG"""

import sys

from faster_whisper import WhisperModel

folder, clip, lang = sys.argv[1:]
model = WhisperModel(folder, device="cpu", compute_type="int8", cpu_threads=2, local_files_only=True)
segments, _ = model.transcribe(clip, language=None if lang == "auto" else lang, beam_size=1, word_timestamps=True)
print(" ".join(segment.text for segment in segments))
