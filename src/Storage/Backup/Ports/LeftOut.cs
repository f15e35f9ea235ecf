namespace SqueezeFlow.Storage.Backup.Ports;

/// <summary>Rows of a backup that the store to which it was restored cannot keep.</summary>
/// <param name="File">File that holds them.</param>
/// <param name="Reason">Why.</param>
/// <param name="Rows">How many.</param>
public sealed record LeftOut(string File, string Reason, long Rows);
