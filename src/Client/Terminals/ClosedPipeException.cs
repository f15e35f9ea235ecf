namespace SqueezeFlow.Client.Terminals;

/// <summary>Whoever read standard output is gone: there is nobody left to tell.</summary>
internal sealed class ClosedPipeException(IOException inner) : IOException("Standard output was closed by its reader.", inner);
