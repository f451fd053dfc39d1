"""Published figures for Derby and Derbyshire, each with its source; pure readers without Django or pandas."""
