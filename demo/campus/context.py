"""What every page of the campus shows: who is signed in, and who else one can be."""


def campus(request):
    return {}
