"""Everything that touches the network: portals (data), families (spiders), the frontier, the commands."""
