namespace SqueezeFlow.Interfaces.Silos;

/// <summary>What the screens of one process want to be told by the others.</summary>
/// <param name="Listener">Where the process is reached, with the number of its start.</param>
/// <param name="Symbols">Base coins; null for all.</param>
/// <param name="Kinds">Kinds of event; null for all.</param>
/// <param name="Hz">Times a second at most that states are told; greater than zero.</param>
public sealed record ScreenInterest(string Listener, string[]? Symbols, string[]? Kinds, double Hz);
