# Sourced by `run` and `test`: installs what is missing on a Debian 12, says what it does, never asks twice.
# INCAMERA_NO_INSTALL=1 leaves the machine alone and only says what is missing.

incamera_setup() { # PACKAGE...
  local missing=() package sudo=()
  if ! command -v cargo >/dev/null && [ -x "$HOME/.cargo/bin/cargo" ]; then PATH=$HOME/.cargo/bin:$PATH; fi
  if ! command -v cargo >/dev/null; then
    echo "incamera: Rust is missing. Install Rust 1.95 or newer (https://rustup.rs), then run this again." >&2
    return 1
  fi
  command -v dpkg-query >/dev/null || return 0 # not a Debian: the build says what it lacks
  for package; do
    dpkg-query -W -f='${Status}' "$package" 2>/dev/null | grep -q 'ok installed' || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  if [ -n "${INCAMERA_NO_INSTALL:-}" ]; then
    echo "incamera: these Debian packages are missing: ${missing[*]}" >&2
    return 1
  fi
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || {
      echo "incamera: run this once as root:  apt-get install ${missing[*]}" >&2
      return 1
    }
    sudo=(sudo)
  fi
  echo "incamera: installing ${missing[*]}" >&2
  "${sudo[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${sudo[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# What the program is built from and runs with.
incamera_needs=(
  gcc g++ pkg-config cmake clang libclang-dev
  libavcodec-dev libavformat-dev libavutil-dev libavfilter-dev libswscale-dev libswresample-dev libass-dev
  fonts-dejavu-core python3 python3-pip
)
# The studio's pages are built with npm. Whoever has one from elsewhere keeps it.
command -v npm >/dev/null || incamera_needs+=(npm)
# What the tests use besides: the peers that judge our output.
incamera_judges=(ffmpeg chromium python3-venv cvc5 golang-go golang-golang-x-mod-dev postgresql softhsm2)
