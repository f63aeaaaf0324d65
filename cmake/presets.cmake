# The presets of the charter as text within the program, so that it needs no files beside it:
# build/gen/client/preset_texts.inc, a list of raw strings.
file(GLOB preset_files CONFIGURE_DEPENDS
  ${CMAKE_SOURCE_DIR}/src/modules/charter/presets/*.textproto)
set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${preset_files})
set(preset_texts "")
foreach(preset ${preset_files})
  file(READ ${preset} text)
  string(APPEND preset_texts "R\"preset(${text})preset\",\n")
endforeach()
file(CONFIGURE OUTPUT ${CMAKE_BINARY_DIR}/gen/client/preset_texts.inc
  CONTENT "${preset_texts}" @ONLY)
