// Nothing of its own: the file that the precompiled headers of the tests are compiled with (tests/CMakeLists.txt).
