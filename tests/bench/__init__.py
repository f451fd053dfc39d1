"""How fast the heavy work is, as ratios that hold on any machine."""
