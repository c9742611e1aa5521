#!/bin/sh
# A RUSTC_WRAPPER that writes down what each compiler process takes: the crate's name, user and system seconds, and the
# most KiB that were resident, a line each in $BENCH_RUSTC_LOG.
before=
name=-
for argument; do
    [ "$before" = --crate-name ] && name=$argument
    before=$argument
done
exec /usr/bin/time --quiet --append --output "$BENCH_RUSTC_LOG" --format "$name %U %S %M" "$@"
