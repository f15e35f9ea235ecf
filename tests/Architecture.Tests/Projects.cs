using SqueezeFlow.TestSupport;

namespace SqueezeFlow.Architecture.Tests;

/// <summary>The projects of the product.</summary>
internal static class Projects
{
    /// <summary>Those whose namespaces form no ring and whose folders are small.</summary>
    public static TheoryData<string> InOrder => ["Core", "Exchanges", "Simulation", "Execution", "Notifications", "Storage", "Interfaces", "Lab", "Grains", "Silo", "Client"];

    /// <summary>Folder of a project's sources.</summary>
    public static string FolderOf(string project) => Path.Combine(Checkout.Root, "src", project);

    /// <summary>File of a project's assembly.</summary>
    public static string AssemblyOf(string project) => Path.Combine(AppContext.BaseDirectory, $"SqueezeFlow.{project}.dll");
}
