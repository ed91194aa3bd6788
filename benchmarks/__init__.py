"""What the assistant costs, measured. Nothing here is part of the assistant."""
