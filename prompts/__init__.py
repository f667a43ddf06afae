"""Every text a person reads, by language; resources by country."""
