"""Runs of instruments and studies: started, followed, stopped, kept with their result, shown, downloaded."""
