"""What is learnt, not written: made texts and the trainer of the network that ships in pipeline."""
