"""Acts of the policy monitor: the register, rounds and reports, lights, meetings."""
