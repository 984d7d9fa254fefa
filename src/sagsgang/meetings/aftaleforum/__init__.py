"""Meetings of Aftaleforum: planned, called, held on one page, summed up."""
