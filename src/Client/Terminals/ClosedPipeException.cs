namespace SqueezeFlow.Client.Terminals;

/// <summary>Whoever read standard output is gone: there is nobody left to tell. Not an I/O failure that a command should report.</summary>
internal sealed class ClosedPipeException(IOException inner) : Exception("Standard output was closed by its reader.", inner);
