### The bot's commands, as a platform lists them: a line each.

command-peer = Talk to a trained colleague, your check-ins, crisis lines
command-supporter = For supporters: available or not, what’s open for you
command-peer-admin = For coordinators: roster, supporters, invitations
command-peer-report = For coordinators: the quarter’s figures, the programme now
