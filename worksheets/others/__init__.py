"""What other projects chose to share: whom they are in touch with, what they heard and what they learned."""
