"""The site as it is being written: pages made when they are asked for, and shown anew after each change."""
