namespace SqueezeFlow.Silo.Tests.Health.Machine;

/// <summary>A folder that looks like the root of a machine.</summary>
internal sealed class KernelFolder : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("squeezeflow-kernel-").FullName;

    /// <summary>Its path.</summary>
    public string Root => _folder;

    public KernelFolder Write(string path, string text)
    {
        var full = Path.Combine(_folder, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
