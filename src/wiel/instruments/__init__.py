"""One folder per question. Instruments do not know one another; a study hands results on."""
