### Las órdenes del bot, como las muestra una plataforma: una línea cada una.

command-peer = Hablar con el equipo de apoyo, lo que te escribimos, líneas de crisis
command-supporter = Para el equipo de apoyo: si estás disponible y lo que tienes abierto
command-peer-admin = Para la coordinación: lista de personal, equipo de apoyo, invitaciones
command-peer-report = Para la coordinación: las cifras del trimestre, el programa ahora
