namespace SqueezeFlow.Silo.Tests.Commands;

/// <summary>A file of parameters, gone at the end.</summary>
internal sealed class ParameterTextFile : IDisposable
{
    public ParameterTextFile(string text) => File.WriteAllText(Path, text);

    public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"parameters-{Guid.NewGuid():N}.json");

    public void Dispose() => File.Delete(Path);
}
