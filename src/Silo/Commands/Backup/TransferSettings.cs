namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary>What a backup or a restore is asked to do.</summary>
/// <param name="Folder">Folder of the backup.</param>
/// <param name="Json">Whether to end with JSON.</param>
/// <param name="Replace">Whether a restore may replace what the store holds.</param>
internal sealed record TransferSettings(string Folder, bool Json, bool Replace = false);
