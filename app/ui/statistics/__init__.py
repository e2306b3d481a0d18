"""Statistics: charts that lead to what they count."""
