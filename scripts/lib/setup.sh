# What scripts/demo and scripts/test share: packages, configuring, building. Sourced, never run.
# shellcheck shell=bash

readonly kEnvironmentError=6  # as koe's own exit code for a missing dictionary, disk or permission

# say ENGLISH JAPANESE: one line each on stderr, so that stdout stays free for data.
say() {
  printf '%s\n' "$1" >&2
  printf '%s\n' "$2" >&2
}

# packages_for WHO...: the packages that the named groups of scripts/lib/packages.txt need.
packages_for() {
  local who package _
  while read -r who package _; do
    case " $* " in *" $who "*) printf '%s\n' "$package" ;; esac
  done < <(grep -v '^#' scripts/lib/packages.txt)
}

# missing_packages PACKAGE...: those of them that are not installed.
missing_packages() {
  local package
  for package in "$@"; do
    [[ "$(dpkg-query --show --showformat='${db:Status-Status}' "$package" 2>/dev/null)" == installed ]] ||
      printf '%s\n' "$package"
  done
}

# as_root COMMAND...: directly as root, else through sudo if it asks for no password.
as_root() {
  if [[ "$(id -u)" -eq 0 ]]; then "$@"; else sudo --non-interactive "$@"; fi
}

install_packages() {
  local apt_get=(env DEBIAN_FRONTEND=noninteractive apt-get --yes --quiet --no-install-recommends install)
  # A bare machine has no package lists, an old one stale lists: fetch them only when the first attempt fails.
  as_root "${apt_get[@]}" "$@" >&2 2>/dev/null && return
  as_root env DEBIAN_FRONTEND=noninteractive apt-get --quiet update >&2 && as_root "${apt_get[@]}" "$@" >&2
}

# require_packages WHO...: installs what is missing, or says the one line that does, and ends with exit code 6.
require_packages() {
  local needed missing
  if ! command -v dpkg-query >/dev/null; then
    say "Not Debian: install what scripts/lib/packages.txt lists by your system's own names. Going on." \
      "Debian ではありません。scripts/lib/packages.txt にあるものを各システムの名前で入れてください。続行します。"
    return
  fi
  mapfile -t needed < <(packages_for "$@")
  mapfile -t missing < <(missing_packages "${needed[@]}")
  [[ ${#missing[@]} -eq 0 ]] && return

  local by_hand="apt-get update && apt-get install --yes --no-install-recommends ${missing[*]}"
  if [[ "$(id -u)" -ne 0 ]]; then
    by_hand="sudo apt-get update && sudo apt-get install --yes --no-install-recommends ${missing[*]}"
    if ! sudo --non-interactive true 2>/dev/null; then
      say "Missing Debian packages. Run this line, then this script again:" \
        "Debian パッケージが足りません。次の1行を実行してから、もう一度このスクリプトを実行してください："
      printf '  %s\n' "$by_hand" >&2
      exit "$kEnvironmentError"
    fi
  fi
  say "Installing Debian packages: ${missing[*]}" "Debian パッケージを入れます（${#missing[@]} 個）。"
  if ! install_packages "${missing[@]}"; then
    say "Installing failed. Run this line to see why, then this script again:" \
      "インストールに失敗しました。次の1行で原因を確かめ、もう一度このスクリプトを実行してください："
    printf '  %s\n' "$by_hand" >&2
    exit "$kEnvironmentError"
  fi
}

# build PRESET [CMAKE OPTION...]: configures and builds below build/PRESET.
build() {
  local preset="$1"
  shift
  local options=("$@")
  if command -v ccache >/dev/null; then options+=(-DCMAKE_CXX_COMPILER_LAUNCHER=ccache); fi
  say "Building ($preset)..." "ビルドしています（$preset）…"
  cmake --preset "$preset" "${options[@]}" >&2
  cmake --build --preset "$preset" --parallel "$(nproc)" >&2
}
