"""What staff need for this work: what the records suggest, how far each area is, and who has been trained."""
