"""The policy monitor: strategies, the ministries' tasks, rounds of reports, meetings that review them."""
