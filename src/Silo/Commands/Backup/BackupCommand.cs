using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Service;
using SqueezeFlow.Storage.Backup;
using SqueezeFlow.Storage.Backup.Format;
using SqueezeFlow.Storage.Backup.Ports;

namespace SqueezeFlow.Silo.Commands.Backup;

/// <summary><c>backup</c>: everything that the store holds, as it is at one moment, into a folder; beside a running service too.</summary>
internal static class BackupCommand
{
    /// <summary>Writes it and sums up.</summary>
    public static async Task<int> RunAsync(CommandContext context, TransferSettings settings)
    {
        var configuration = context.Configure("backup");
        if (!context.Accept(configuration))
        {
            return ExitCode.BadUsage;
        }

        var clock = TimeProvider.System;
        var began = clock.GetTimestamp();
        using var stop = new StopRequest();
        try
        {
            await using var snapshot = await BackedUpStores.ReadAsync(configuration, clock, stop.Token);
            Prepare(settings.Folder);
            var manifest = await WriteAsync(snapshot, context, settings, clock, stop.Token);
            TransferSummary.Of(settings.Folder, manifest, clock.GetElapsedTime(began)).Write("backed up", settings.Json, context.Output);
            return ExitCode.Done;
        }
        catch (OperationCanceledException) when (stop.Token.IsCancellationRequested)
        {
            await context.Error.WriteLineAsync("stopped before the backup was finished; what was written of it is deleted");
            return ExitCode.Failed;
        }
    }

    private static void Prepare(string folder)
    {
        try
        {
            BackupWriter.Prepare(folder);
        }
        catch (BackupException error)
        {
            throw new CommandFailure(ExitCode.BadUsage, error.Message, error);
        }
    }

    private static async Task<BackupManifest> WriteAsync(
        IStoreSnapshot snapshot, CommandContext context, TransferSettings settings, TimeProvider clock, CancellationToken cancellationToken)
    {
        using var progress = new TransferProgress(context.Error, clock);
        return await new BackupWriter(clock, ServiceVersion.Text, progress).WriteAsync(snapshot, settings.Folder, cancellationToken);
    }
}
