"""What can be taken away from the portal: tables, briefings and drawings, over both apps."""
