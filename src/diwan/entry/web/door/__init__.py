"""Django's own connection: role `diwan_door` on whatever database this process has opened."""
