"""The register of day-treatment offers, requests for a place, ranked proposals, the choice."""
