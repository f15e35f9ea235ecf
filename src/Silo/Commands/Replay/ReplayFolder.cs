using SqueezeFlow.Silo.Commands.Running;
using SqueezeFlow.Silo.Service;

namespace SqueezeFlow.Silo.Commands.Replay;

/// <summary>Where a replay keeps its data: the folder it is told, else one of its own that goes when it ends, so that every replay begins with nothing.</summary>
internal sealed class ReplayFolder : IDisposable
{
    private ReplayFolder(string? path) => Path = path;

    /// <summary>The folder of its own; null when it was told one.</summary>
    public string? Path { get; }

    /// <summary>The folder for a command.</summary>
    public static ReplayFolder For(CommandContext context) => new(
        context.Configure("replay").Root[DataFolder.Key] is null ? Directory.CreateTempSubdirectory("squeezeflow-replay-").FullName : null);

    /// <summary>Removes the folder of its own.</summary>
    public void Dispose()
    {
        if (Path is not null && Directory.Exists(Path))
        {
            Directory.Delete(Path, recursive: true);
        }
    }
}
