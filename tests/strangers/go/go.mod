module strangers

go 1.24

require golang.org/x/mod v0.0.0

// The toolchain brings these sources for its own use; build.sh copies them here.
replace golang.org/x/mod => ./xmod
