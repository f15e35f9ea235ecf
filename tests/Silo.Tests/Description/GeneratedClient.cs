using System.Collections.Concurrent;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using NJsonSchema.CodeGeneration.CSharp;
using NSwag;
using NSwag.CodeGeneration.CSharp;

namespace SqueezeFlow.Silo.Tests.Description;

/// <summary>A client as an integrator has it generated from the description, compiled in memory.</summary>
internal sealed class GeneratedClient
{
    private const string Namespace = "Generated";

    private static readonly ConcurrentDictionary<string, Lazy<Task<Assembly>>> Assemblies = new();

    private readonly object _client;

    private GeneratedClient(object client) => _client = client;

    /// <summary>Generates it from the description of the service that <paramref name="http"/> calls.</summary>
    public static async Task<GeneratedClient> MakeAsync(HttpClient http)
    {
        var json = await http.GetStringAsync(new Uri("/openapi/v1.json", UriKind.Relative), TestContext.Current.CancellationToken);
        var assembly = await Assemblies.GetOrAdd(json, static text => new(() => GenerateAsync(text))).Value;
        return new(Activator.CreateInstance(assembly.GetType($"{Namespace}.FlowClient", throwOnError: true)!, http)!);
    }

    /// <summary>Calls an operation by its name in the description; parameters that are not given are left out.</summary>
    public async Task<dynamic> CallAsync(string operation, params (string Name, object Value)[] arguments)
    {
        var method = _client.GetType().GetMethods().Single(candidate =>
            candidate.Name.Equals(operation + "Async", StringComparison.OrdinalIgnoreCase) && candidate.GetParameters() is [.., { ParameterType.Name: nameof(CancellationToken) }]);
        var values = method.GetParameters().Select(parameter => ValueOf(parameter, arguments)).ToArray();
        Assert.All(arguments, argument => Assert.Contains(method.GetParameters(), parameter => parameter.Name == argument.Name));
        var task = (Task)method.Invoke(_client, values)!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task)!;
    }

    private static async Task<Assembly> GenerateAsync(string json)
    {
        var document = await OpenApiDocument.FromJsonAsync(json);
        var settings = new CSharpClientGeneratorSettings
        {
            ClassName = "FlowClient",
            UseBaseUrl = false,
            CSharpGeneratorSettings = { Namespace = Namespace, JsonLibrary = CSharpJsonLibrary.SystemTextJson, GenerateNullableReferenceTypes = true },
        };
        return Compile(new CSharpClientGenerator(document, settings).GenerateFile());
    }

    private static object? ValueOf(ParameterInfo parameter, (string Name, object Value)[] arguments)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
        {
            return TestContext.Current.CancellationToken;
        }

        var given = arguments.FirstOrDefault(argument => argument.Name == parameter.Name).Value;
        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return given is string word && type.IsEnum ? Enum.Parse(type, word)
            : given ?? (type.IsEnum && type == parameter.ParameterType ? Enum.GetValues(type).GetValue(0) : type == typeof(object) ? new object() : null);
    }

    private static Assembly Compile(string code)
    {
        var references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path));
        var compilation = CSharpCompilation.Create(
            $"generated-{Guid.NewGuid():N}", [CSharpSyntaxTree.ParseText(code)], references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
        using var image = new MemoryStream();
        var result = compilation.Emit(image);
        Assert.True(result.Success, string.Join('\n', result.Diagnostics.Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Take(10)));
        image.Position = 0;
        return AssemblyLoadContext.Default.LoadFromStream(image);
    }
}
