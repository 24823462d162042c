#!/usr/bin/env bash
# Starts Nearkin in half the time of `java -jar`: what the first run loaded is kept in the data folder when it stops, and
# later runs map it instead of reading 220 archives again. A new version or another Java begins anew.
#   scripts/start.sh [--server.port=…]
# Java's own options are JAVA_OPTS (-Xmx512m). Only the quick compiler works, so that starts are short; with
# NEARKIN_QUICK=no the slow one works too: right where storms are frequent and restarts are not.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
jar=${NEARKIN_JAR:-$root/target/nearkin.jar}
data=${NEARKIN_DATA_DIR:-./data}
kept=$data/programs
[[ -f $jar ]] || { echo "There is no $jar; build it with: mvn package -DskipTests" >&2; exit 1; }

options=(-Xlog:cds=error,cds+dynamic=error)
[[ ${NEARKIN_QUICK:-yes} == no ]] || options+=(-XX:TieredStopAtLevel=1)
classes=$kept/classes-$( (cat "$jar"; java -version 2>&1) | cksum | cut -d ' ' -f 1).jsa
if [[ -f $classes ]]; then
  options+=("-XX:SharedArchiveFile=$classes")
elif mkdir -p -m 700 "$data" 2> /dev/null && mkdir -p "$kept" 2> /dev/null && [[ -w $kept ]]; then
  rm -f "$kept"/classes-*.jsa
  options+=("-XX:ArchiveClassesAtExit=$classes")
fi

# JAVA_OPTS is a list of words
# shellcheck disable=SC2086
exec java ${JAVA_OPTS--Xmx512m} "${options[@]}" -jar "$jar" "$@"
