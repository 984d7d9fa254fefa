"""What a person may do with a case: history, commands, queries, projections, refusals."""
