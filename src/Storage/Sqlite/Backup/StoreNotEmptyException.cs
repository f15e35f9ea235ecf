namespace SqueezeFlow.Storage.Sqlite.Backup;

/// <summary>A restore would replace what a store holds, and was not told to.</summary>
public sealed class StoreNotEmptyException(string message) : IOException(message);
